<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- Counts of incidents in classes that double: along ColorBrewer's PuBu in even steps of lightness. Of a raster of ours, the bounds reach up to its highest count. -->
<qgis version="3.40.0" styleCategories="Symbology">
 <pipe>
  <provider>
   <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
  </provider>
  <rasterrenderer type="singlebandpseudocolor" band="1" opacity="0.55" alphaBand="-1" classificationMin="0" classificationMax="256">
   <rastershader>
    <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="0" maximumValue="256">
     <item value="0" color="#ffffff" alpha="0" label="none"/>
     <item value="1" color="#d0d1e6" alpha="255" label="up to 1"/>
     <item value="2" color="#aabfdc" alpha="255" label="up to 2"/>
     <item value="4" color="#7eadd1" alpha="255" label="up to 4"/>
     <item value="8" color="#519bc7" alpha="255" label="up to 8"/>
     <item value="16" color="#2887bb" alpha="255" label="up to 16"/>
     <item value="32" color="#0670b0" alpha="255" label="up to 32"/>
     <item value="64" color="#045d92" alpha="255" label="up to 64"/>
     <item value="128" color="#034a74" alpha="255" label="up to 128"/>
     <item value="256" color="#023858" alpha="255" label="up to 256"/>
    </colorrampshader>
   </rastershader>
  </rasterrenderer>
  <rasterresampler maxOversampling="2"/>
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
