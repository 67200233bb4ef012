<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- Risk, 0 to 1, in classes: ColorBrewer's YlOrRd, from light to dark. Of a raster of ours, bounds and names are those of its model's classes. -->
<qgis version="3.40.0" styleCategories="Symbology">
 <pipe>
  <provider>
   <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
  </provider>
  <rasterrenderer type="singlebandpseudocolor" band="1" opacity="0.55" alphaBand="-1" classificationMin="0" classificationMax="1">
   <rastershader>
    <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="0" maximumValue="1">
     <item value="0.01" color="#ffffcc" alpha="255" label="risk up to 0.01"/>
     <item value="0.02" color="#ffeda0" alpha="255" label="risk up to 0.02"/>
     <item value="0.05" color="#fed976" alpha="255" label="risk up to 0.05"/>
     <item value="0.1" color="#feb24c" alpha="255" label="risk up to 0.1"/>
     <item value="0.2" color="#fd8d3c" alpha="255" label="risk up to 0.2"/>
     <item value="0.3" color="#fc4e2a" alpha="255" label="risk up to 0.3"/>
     <item value="0.4" color="#e31a1c" alpha="255" label="risk up to 0.4"/>
     <item value="0.5" color="#bd0026" alpha="255" label="risk up to 0.5"/>
     <item value="1" color="#800026" alpha="255" label="risk up to 1"/>
    </colorrampshader>
   </rastershader>
  </rasterrenderer>
  <rasterresampler maxOversampling="2"/>
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
