<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- Flagged cells in one colour, the others muted. Bounds and the name of the flagged cells are filled in. -->
<qgis version="3.40.0" styleCategories="Symbology">
 <pipe>
  <provider>
   <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
  </provider>
  <rasterrenderer type="singlebandpseudocolor" band="1" opacity="0.55" alphaBand="-1" classificationMin="0" classificationMax="1">
   <rastershader>
    <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="0" maximumValue="1">
     <item value="0.5" color="#ececec" alpha="255" label="Other cells"/>
     <item value="1" color="#800026" alpha="255" label="Flagged cells"/>
    </colorrampshader>
   </rastershader>
  </rasterrenderer>
  <rasterresampler maxOversampling="2"/>
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
